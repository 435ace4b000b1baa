answer "$(custom-github contents raw --owner octocat --repo hello-world --path src/hello.js | sed 's/.*"\(.*\)".*/\1/')"
