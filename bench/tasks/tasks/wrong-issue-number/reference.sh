custom-github issues get --owner octocat --repo hello-world --issue-number 118 --fields title ||
  number=$(custom-github search issues --q 'repo:octocat/hello-world is:issue is:open "Document the flags (18)" in:title' --fields number,title | pick 0.number)
custom-github issues assignees add --owner octocat --repo hello-world --issue-number "$number" --assignees octocat
answer "$number"
