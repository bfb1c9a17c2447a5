"""The engines that find jobs: `port` is what each gives, `tantivy` what serves, `reference` what the tests believe."""
