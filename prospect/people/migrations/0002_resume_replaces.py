from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [migrations.AddField("resume", "replaces", models.BooleanField(default=False))]
