custom-github labels create --owner octocat --repo hello-world --name question --color 5319e7 --description 'Needs an answer' ||
  custom-github labels update --owner octocat --repo hello-world --name question --color 5319e7 --description 'Needs an answer'
