answer "$(custom-marina stays list --state booked --count-by purpose | tr '{' '\n' | sed -n 's/.*"value":"\([^"]*\)","count":\([0-9]*\).*/\1 \2/p')"
