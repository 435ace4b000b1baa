boats=$(custom-marina boats list --all --fields id,name)
id() { echo "$boats" | tr '{' '\n' | sed -n "s/.*\"id\":\"\([^\"]*\)\",\"name\":\"$1\".*/\1/p"; }
custom-marina boats papers update --boat "$(id Tern)" --input @tern.bin
custom-marina boats papers list --boat "$(id Petrel)" --save petrel.bin
