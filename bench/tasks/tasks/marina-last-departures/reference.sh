list=$(custom-marina stays list --all --fields id,state,departure)
answer $(echo "$list" | tr '{' '\n' | grep '"departure":"2027-07-28"' | grep -v cancelled | sed -n 's/.*"id":"\([^"]*\)".*/\1/p')
