numbers=$(custom-github issues list --owner octocat --repo hello-world --state open --all --fields number,title | tr '{' '\n' | sed -n 's/.*"number":\([0-9]*\),.*Windows.*/\1/p')
custom-github labels create --owner octocat --repo hello-world --name windows --color 0e8a16
for number in $numbers; do
  custom-github issues labels add --owner octocat --repo hello-world --issue-number "$number" --labels windows
done
