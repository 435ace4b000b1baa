number=$(custom-github milestones create --owner octocat --repo hello-world --title Spring --due-on 2027-03-20T12:00:00Z | pick number)
for issue in 4 11 18; do
  custom-github issues update --owner octocat --repo hello-world --issue-number $issue --milestone "$number"
done
