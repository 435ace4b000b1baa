list=$(custom-github issues list --owner octocat --repo hello-world --state open --all --fields number,title)
for number in $(echo "$list" | tr '{' '\n' | sed -n 's/.*"number":\([0-9]*\),"title":"Crash when the name is empty (17)".*/\1/p'); do
  [ "$number" = 17 ] && continue
  custom-github issues comments create --owner octocat --repo hello-world --issue-number "$number" --body 'Duplicate of #17'
  custom-github issues update --owner octocat --repo hello-world --issue-number "$number" --state closed --state-reason not_planned
done
