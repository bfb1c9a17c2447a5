from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("insights", "0003_fact_source")]

    operations = [
        migrations.AlterField("jobfact", "version", models.CharField(max_length=60)),
        migrations.AlterField("jobfact", "region", models.CharField(blank=True, default="", max_length=80)),
    ]
