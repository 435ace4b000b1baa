custom-github issues create --owner octocat --repo hello-world --title 'Translate the manual' ||
  answer "$(custom-github issues list --owner octocat --repo hello-world --limit 5 --fields number,title | pick 0.number)"
