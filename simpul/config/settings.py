"""Settings of the program. Nothing here opens a connection; what differs between machines comes from the environment."""

import os
import secrets
import shlex
from pathlib import Path

import pghistory
from csp.constants import NONCE, NONE, SELF

from simpul.database.connection import django_database
from simpul.database.home import home
from simpul.database.keys import ring

BASE_DIR = Path(__file__).resolve().parent.parent.parent
HOME = home()

# A demo installation may relax what a real one may not; `simpul start` refuses when the two are mixed.
DEMO = os.environ.get("SIMPUL_DEMO") == "1"
DEBUG = False
HOST = os.environ.get("SIMPUL_HOST", "localhost")
TLS = os.environ.get("SIMPUL_TLS") == "1"
PUBLIC_ADDRESS = os.environ.get("SIMPUL_ADDRESS", HOST)  # host, and port where it is not the usual one
ALLOWED_HOSTS = [HOST, "localhost", "127.0.0.1", "[::1]"]

# Without a key ring (type checking, building documents) nothing can be signed that outlives this process.
SECRET_KEY = ring().secret("django") if ring().exists() else secrets.token_urlsafe(48)

INSTALLED_APPS = [
    "simpul.config",
    "simpul.demo",
    "simpul.desk",
    "simpul.lists",
    "simpul.registry",
    "simpul.documents",
    "simpul.notices",
    "simpul.jobs",
    "simpul.files",
    "simpul.accounts",
    "simpul.directory",
    "simpul.audit",
    "simpul.database",
    "simpul.ui",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "ninja",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "simpul.ui.middleware.ErrorPageMiddleware",
    "simpul.database.middleware.TransactionMiddleware",  # the whole request is one transaction
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "simpul.accounts.middleware.ViewerMiddleware",  # tells the database who is looking
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "simpul.accounts.middleware.LanguageMiddleware",
    "simpul.accounts.middleware.ClockMiddleware",
    "simpul.accounts.middleware.AccessMiddleware",  # every address has a declared permission
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "simpul.config.urls"
WSGI_APPLICATION = "simpul.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "csp.context_processors.nonce",
                "simpul.config.navigation.shell",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "simpul.ui.templatetags.ui"],
        },
    },
]

DATABASES = {"default": django_database(os.environ.get("SIMPUL_DATABASE_ROLE", "simpul_app"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "simpul.accounts.forms.LongestPassword"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "simpul.accounts.forms.GuessablePassword"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:home"
ACCOUNT_ADAPTER = "simpul.accounts.adapters.AccountAdapter"
MFA_ADAPTER = "simpul.accounts.adapters.SecondFactorAdapter"
ACCOUNT_FORMS = {
    "login": "simpul.accounts.forms.signin.LoginForm",
    "reauthenticate": "simpul.accounts.forms.signin.ReauthenticateForm",
    "change_password": "simpul.accounts.forms.signin.ChangePasswordForm",
}
MFA_FORMS = {
    "authenticate": "simpul.accounts.forms.signin.CodeForm",
    "reauthenticate": "simpul.accounts.forms.signin.CodeAgainForm",
    "activate_totp": "simpul.accounts.forms.signin.ActivateTOTPForm",
    "add_webauthn": "simpul.accounts.forms.signin.AddWebAuthnForm",
    "edit_webauthn": "simpul.accounts.forms.signin.EditWebAuthnForm",
    "login_webauthn": "simpul.accounts.forms.signin.LoginWebAuthnForm",
    "authenticate_webauthn": "simpul.accounts.forms.signin.AuthenticateWebAuthnForm",
    "reauthenticate_webauthn": "simpul.accounts.forms.signin.ReauthenticateWebAuthnForm",
}
# Tries are counted in PostgreSQL by simpul.accounts.services.throttle: allauth's own limits need a cache of their own.
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "username"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_LOGIN_TIMEOUT = 600  # between the password and the second factor
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Simpul"
MFA_TOTP_TOLERANCE = 1  # clocks of phones in the field; each code still counts once
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not TLS  # localhost only: browsers offer passkeys nowhere else without TLS
USERSESSIONS_TRACK_ACTIVITY = False  # ViewerMiddleware does, once a minute: not a locked row a request
# Staff sign in with two factors. A demo installation switches it off and says so on every page.
SECOND_FACTOR_REQUIRED = os.environ.get("SIMPUL_SECOND_FACTOR", "0" if DEMO else "1") == "1"

SESSION_COOKIE_AGE = 12 * 3600  # absolute; the idle limit below is checked by ViewerMiddleware
SESSION_IDLE_SECONDS = 15 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = TLS
COOKIE_PREFIX = "__Host-" if TLS else "simpul-"  # browsers take a name with __Host- only with TLS, for one host
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}session"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "simpul.ui.views.csrf_refused"
LANGUAGE_COOKIE_NAME, LANGUAGE_COOKIE_SECURE = f"{COOKIE_PREFIX}language", TLS
SECURE_HSTS_SECONDS = 365 * 86400 if TLS else 0
SECURE_SSL_REDIRECT = TLS
SECURE_REDIRECT_EXEMPT = ["^health/"]  # whoever watches the machine asks from within it
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
BEHIND_PROXY = os.environ.get("SIMPUL_BEHIND_PROXY") == "1"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],  # data: for the icons inside Tabler's stylesheet
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 6_100  # three hundred rows typed in ten columns by each of two people, put together
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_000_000

EXPORT_ROWS = int(os.environ.get("SIMPUL_EXPORT_ROWS", "20000"))  # the most rows of one list taken along as a file

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("SIMPUL_STATIC", HOME / "static"))
STORAGES = {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}
# What people send: how large it may be, and the virus scanner that sees it first (a command, given the file's path).
LARGEST_UPLOAD = int(os.environ.get("SIMPUL_LARGEST_UPLOAD_MB", "50")) * 1_000_000
UPLOAD_SCANNER = shlex.split(os.environ.get("SIMPUL_UPLOAD_SCANNER", ""))
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

EMAIL_BACKEND = (
    "django.core.mail.backends.dummy.EmailBackend"  # news stays in the program until an office sets a server
)
# History rows say who: `set_viewer` puts the actor into the transaction, the trigger copies it.
PGHISTORY_LEVEL = pghistory.Statement
PGHISTORY_CONTEXT_FIELD = pghistory.ContextJSONField()

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
