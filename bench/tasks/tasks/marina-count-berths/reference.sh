answer "$(custom-marina berths list --min-length 14 --free-from 2027-07-10 --free-until 2027-07-13 --count | pick count)"
