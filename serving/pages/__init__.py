"""The pages a person opens: plain HTML, CSS and JavaScript, served from here and working offline."""
