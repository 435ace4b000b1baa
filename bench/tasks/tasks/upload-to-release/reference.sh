id=$(custom-github releases get-by-tag --owner octocat --repo hello-world --tag v1.0.0 --fields id | pick id)
custom-github releases assets upload --owner octocat --repo hello-world --release-id "$id" --name report-2026.csv --input @report.csv
