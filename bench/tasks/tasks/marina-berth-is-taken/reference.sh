boat=$(custom-marina boats list --name Turnstone --fields id,lengthMeters | pick 0)
book() {
  custom-marina stays book --boat "$(echo "$boat" | pick id)" --berth "$1" --arrival 2027-07-14 --departure 2027-07-16 --purpose transit
}
book F-10 || {
  berths=$(custom-marina berths list --pontoon F --min-length "$(echo "$boat" | pick lengthMeters)" --free-from 2027-07-14 --free-until 2027-07-16 --all --fields code,lengthMeters)
  berth=$(echo "$berths" | tr '{' '\n' | sed -n 's/.*"code":"\([^"]*\)","lengthMeters":\([0-9]*\).*/\2 \1/p' | sort -n | head -1 | cut -d' ' -f2)
  book "$berth"
}
answer "$berth"
