rename() {
  boat=$(custom-marina boats list --name Fulmar --fields id,revision | pick 0)
  custom-marina boats update --boat "$(echo "$boat" | pick id)" --revision "$(echo "$boat" | pick revision)" --name 'Fulmar of Bern'
}
rename || rename
