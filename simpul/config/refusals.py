"""Why the program does not start, or a command does not go on: one plain sentence for each code."""

from simpul.kit.refusals import Refusal, Refused

SENTENCES = {
    "wrong_input": "{reason}",
    "port_taken": "Port {port} is already in use: stop what uses it, or choose another with {option}.",
    "port_reserved": "Port {port} is reserved for the system: choose one above 1023, or let the service have it "
    "(AmbientCapabilities=CAP_NET_BIND_SERVICE).",
    "certificate_incomplete": "--cert and --key belong together: one of them is missing.",
    "certificate_missing": "There is no readable file {path}.",
    "certificate_unusable": "The certificate in {certificate} and the key in {key} do not work together: {reason}",
    "tls_needed": "To serve {host} over the network give --cert and --key, or --behind-proxy.",
    "tls_twice": "A proxy speaks TLS for this program: give --behind-proxy, or --cert and --key, not both.",
    "no_installation": "There is no installation in {home}: SIMPUL_HOME says where it is.",
    "key_ring_missing": "The data are here but their keys are not: put {ring} back first (simpul keys restore FILE).",
    "already_running": "Another Simpul runs from {home} already: stop it first, or set SIMPUL_HOME to another place.",
    "upgrade_failed": "The database could not be brought up to date; the message stands above.",
    "child_ended": "The {name} process ended at once; its message stands above.",
    "not_ready": "The pages did not answer within {seconds} seconds.",
    "not_running": "Simpul runs from {home}: stop it first.",
    "auditor_refused": "The auditor could not do its work; its message stands above.",
    "no_administrator": "There is no administrator of the system named {username}, with an open account.",
    "no_such_user": "Nobody with an open account is called {username}.",
    "no_such_office": "There is no office with the code {office}; known are: {offices}.",
    "list_refused": "{reason}",
    "no_passphrase": "Give the passphrase in SIMPUL_PASSPHRASE, or run this at a terminal.",
    "passphrases_differ": "The two passphrases differ; nothing was written.",
}


class CommandRefused(Refused):
    """A command was refused, and nothing was changed."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(Refusal(code, params))

    def __str__(self) -> str:
        return SENTENCES[self.refusal.code].format(**self.refusal.params)
