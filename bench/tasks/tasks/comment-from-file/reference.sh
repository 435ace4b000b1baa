custom-github issues comments create --owner octocat --repo hello-world --issue-number 4 --body "$(cat reply.md)"
