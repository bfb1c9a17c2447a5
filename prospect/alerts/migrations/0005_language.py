from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("alerts", "0004_readings")]

    operations = [
        migrations.AddField(
            model_name="alert", name="language", field=models.CharField(blank=True, default="", max_length=5)
        ),
    ]
