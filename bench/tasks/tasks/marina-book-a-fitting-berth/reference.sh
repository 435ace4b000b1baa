boat=$(custom-marina boats list --name Mistral --fields id,lengthMeters | pick 0)
berths=$(custom-marina berths list --pontoon D --min-length "$(echo "$boat" | pick lengthMeters)" --free-from 2027-07-10 --free-until 2027-07-13 --all --fields code,lengthMeters)
berth=$(echo "$berths" | tr '{' '\n' | sed -n 's/.*"code":"\([^"]*\)","lengthMeters":\([0-9]*\).*/\2 \1/p' | sort -n | head -1 | cut -d' ' -f2)
custom-marina stays book --boat "$(echo "$boat" | pick id)" --berth "$berth" --arrival 2027-07-10 --departure 2027-07-13 --purpose repair
answer "$berth"
