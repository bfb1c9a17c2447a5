"""The web application that gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

from prospect.config.warming import warm

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "prospect.config.settings")
application = get_wsgi_application()
warm()
