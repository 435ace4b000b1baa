pull=$(custom-github pulls list --owner octocat --repo hello-world --state open --fields number,title,head.ref | pick 0)
custom-github pulls merge --owner octocat --repo hello-world --pull-number "$(echo "$pull" | pick number)" --merge-method squash
custom-github git refs delete --owner octocat --repo hello-world --ref "heads/$(echo "$pull" | pick head.ref)"
