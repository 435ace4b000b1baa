[ "$(custom-github issues labels list --owner octocat --repo hello-world --issue-number 9 --fields name | pick '*.name')" = bug ]
answer 'was so'
