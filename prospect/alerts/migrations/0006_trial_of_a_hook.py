import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("alerts", "0005_language"), ("jobs", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="delivery",
            name="job",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="jobs.job"
            ),
        ),
    ]
