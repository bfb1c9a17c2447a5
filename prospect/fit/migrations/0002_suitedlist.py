"""The list of jobs that suit a person, kept and made anew each night."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('fit', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SuitedList',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('lease', models.CharField(blank=True, default='', editable=False, max_length=16)),
                ('leased_until', models.DateTimeField(blank=True, editable=False, null=True)),
                ('state', models.CharField(blank=True, default='', max_length=64)),
                ('jobs', models.JSONField(default=list)),
                ('made_at', models.DateTimeField(null=True)),
                ('due_at', models.DateTimeField(db_index=True)),
                ('account', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='suited_list', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
    ]
