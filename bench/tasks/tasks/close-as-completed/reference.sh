custom-github issues update --owner octocat --repo hello-world --issue-number 6 --state closed --state-reason completed
