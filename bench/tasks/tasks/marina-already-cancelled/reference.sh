[ "$(custom-marina stays get --stay st_030 --fields state | pick state)" = cancelled ]
answer 'was so'
