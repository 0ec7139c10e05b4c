"""English: everything that another language would have to replace.

`vocabulary` has words by their class; `numbers` and `qualifiers` how amounts are written, `units`
and `unit_table` the units; `months` and `times` the forms of times, `between` the words around
them; `clauses` where sentences and clauses end, `directions` the words for a change, `labels` and
`shapes` what is not a figure, `headers` and `layout` the words of tables and pages.  `sentences`,
`stems` and `names` show what a figure is about; `comparisons`, `arithmetic` and `claims` how a text
compares figures, works them out, and what else it says of them.
"""
