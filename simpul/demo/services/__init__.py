"""Making the demo offices, through the same acts that people use."""

from simpul.demo.services.making import DemoRefused, make_demo_office
from simpul.demo.services.people import register_families

__all__ = ["DemoRefused", "make_demo_office", "register_families"]
