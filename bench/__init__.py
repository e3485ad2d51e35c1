"""How fast is the market here, beside this machine's own limits? `make bench`, explained in docs/operate/speed.md."""
