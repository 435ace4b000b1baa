custom-github releases create --owner octocat --repo hello-world --tag-name v1.1.0 --target-commitish main --name 'Version 1.1.0' --body 'Greets in more languages.' --draft
