"""Jobs are looked up by the words of their titles."""

from django.db import migrations, models

from prospect.jobs.columns import title_key


def fill(apps, schema_editor):
    Job = apps.get_model("jobs", "Job")
    waiting = Job.objects.filter(title_key="").only("title").iterator(chunk_size=1000)
    batch = []
    for job in waiting:
        job.title_key = title_key(job.title)
        batch.append(job)
        if len(batch) == 1000:
            Job.objects.bulk_update(batch, ["title_key"])
            batch = []
    Job.objects.bulk_update(batch, ["title_key"])


class Migration(migrations.Migration):
    dependencies = [("jobs", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="job",
            name="title_key",
            field=models.CharField(blank=True, db_index=True, default="", max_length=120),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
