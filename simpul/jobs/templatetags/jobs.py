"""How long work takes, in words."""

from django import template

from simpul.jobs import forms

register = template.Library()
register.filter("duration", forms.duration)
