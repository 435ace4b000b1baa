number=$(custom-github pulls list --owner octocat --repo hello-world --state all --fields number,title,merged_at | pick 0.number)
[ "$(custom-github pulls get --owner octocat --repo hello-world --pull-number "$number" --fields merged | pick merged)" = true ]
answer 'was so'
