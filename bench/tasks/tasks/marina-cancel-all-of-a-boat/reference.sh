boat=$(custom-marina boats list --name Shearwater --fields id | pick 0.id)
stays=$(custom-marina stays list --boat "$boat" --state booked --all --fields id | pick '*.id')
for stay in $stays; do
  custom-marina stays cancel --stay "$stay"
done
answer $stays
