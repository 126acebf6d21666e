"""Passwords as the program keeps them, at a strength for tests: of full strength each takes a third of a second of CPU."""

from django.contrib.auth.hashers import Argon2PasswordHasher

SETTING = ["tests.hashers.QuickArgon2"]


class QuickArgon2(Argon2PasswordHasher):
    """The same algorithm, with the least memory and one round."""

    time_cost, memory_cost, parallelism = 1, 8, 1
