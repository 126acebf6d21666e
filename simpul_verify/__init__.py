"""The independent auditor of the audit chain: it shares no code with the program it audits.

Only the standard library, psycopg and cryptography. `chain` is the published format, `walk` compares the tables with
it, `heads` and `keys` read what is kept outside the database, `guards` looks whether the walls still stand, `report`
says what was found.
"""
