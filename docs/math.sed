# From $x$ and $$x$$, which code-hosting pages draw, to the form that Doxygen draws. Code stays as it is.
/^```/,/^```/b
# A formula may take several lines.
/^\$\$[^$]*$/{
:more
N
/^\$\$[^$]*$/b more
}
s/\$\$\([^$]*\)\$\$/\\f[\1\\f]/g
s/\(^\|[^\\`]\)\$\([^$`]*[^$`]\)\$/\1\\f$\2\\f$/g
