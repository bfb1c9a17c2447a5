"""A résumé in, JSON Resume out, with the place on the page of every word it says.

The story, file by file: what the bytes are (`content`), words with positions (`pdf`, `office`, `markup`, `plain`,
`ocr`), which of them a reader could not see (`hidden`), columns and reading order (`columns`, `lines`, `bidi`), the sections
(`headings`, `sections`), the entries in them (`entries`) and their fields (`dates`, `roles`, `schooling`, `contact`,
`names`, `skills`, `named`), and the whole as JSON Resume with warnings and the origin of each value (`provenance`,
`assembly`, `reading`). `process` does all of it in
a separate process under limits (`limits`), which is the only way the rest of the house may read a file that a person
sent; `pages` makes page images in the same way; `writing` turns a résumé back into Markdown and PDF.
"""
