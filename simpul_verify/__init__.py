"""The independent auditor of the ledger and the audit chain: it shares no code with the program it audits."""
