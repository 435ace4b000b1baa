answer "$(custom-github search issues --q 'repo:octocat/hello-world is:issue is:open label:bug' --count | pick count)"
