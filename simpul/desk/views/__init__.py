"""Pages of the desk."""

from simpul.desk.views.home import home, paper_tasks, search
from simpul.desk.views.system import system
from simpul.desk.views.trail import audit, audit_of

__all__ = ["audit", "audit_of", "home", "paper_tasks", "search", "system"]
