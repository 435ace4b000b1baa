custom-github labels update --owner octocat --repo hello-world --name bug --new-name defect
