# From $x$ and $$x$$, which code-hosting pages draw, to the form that Doxygen draws. Code stays as it is.
/^```/,/^```/b
s/\$\$\([^$]*\)\$\$/\\f[\1\\f]/g
s/\(^\|[^\\`]\)\$\([^$`]*[^$`]\)\$/\1\\f$\2\\f$/g
