"""Documents of a plan. Of an approved one the client's is the file that was signed; all others are typeset when asked
for, and say on every page that they are drafts for as long as they are. Software gets them once they are shared."""
