"""What every face is built from: base templates, components, stylesheet, icons, fonts, charts.

In come the words and figures of a page; out goes markup. README.md lists the components and their arguments.
"""
