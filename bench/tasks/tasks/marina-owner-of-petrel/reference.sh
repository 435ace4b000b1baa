answer "$(custom-marina boats list --name petrel --fields name,owner.email | pick 0.owner.email)"
