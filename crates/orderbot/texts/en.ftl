# What the order bot says in English.

# The menu.
menu = { $shop }. Would you like to place an order?
menu_unfinished =
    { $shop }. You have an unfinished order.
    Go on where you stopped, start a new order, or cancel this one.

# Questions of the dialogue.
ask_product = Which product would you like? Choose one from the list.
ask_product_or_type = Which product would you like? Choose one or type its name.
priced = { $what } · { $price }
total = Total: { $total }
ask_quantity =
    { $product }
    What quantity? Choose one or type a number from 1 to { $most }.
ask_address = What is the delivery address? Choose one or type it.
summary =
    Please check your order.
    Product: { $product }
    Quantity: { pieces }
    Address: { $address }
pieces = { $quantity } { $quantity ->
    [one] piece
   *[other] pieces
}

# Ends of the dialogue.
placed =
    Thank you! Order #{ $number } is placed.
    Product: { $product }
    Quantity: { pieces }
    Address: { $address }
cancelled = The order is cancelled.
nothing_to_cancel = There is no unfinished order, so there is nothing to cancel. Orders already placed stay placed.

# Answers that change nothing.
help = I take orders. Press the button below to begin, or send /start.
help_commands =
    I take orders: press the button below, or send /start. Everything can be typed or pressed.
    { $commands }
help_product = Please choose a product with one of the buttons.
help_product_or_type = Please choose a product with one of the buttons, or type its name: 1 to { $most } characters.
help_quantity = Please choose a quantity with one of the buttons, or type a whole number from 1 to { $most }.
help_address = Please choose an address with one of the buttons, or type it: 1 to { $most } characters.
help_confirm = Please press Confirm or Cancel under your order above, or what you want to change.
unknown_command = I do not know this command. Send /help for the ones I know.
outdated = This button is out of date. Please use the newest message.
already_placed = Order #{ $number } is already placed.

# The language.
ask_language = Which language shall I speak?
speaks = From now on I speak English.
speaks_automatically = From now on I speak the language of your Telegram, if I can: now English.

# News.
news_are_on = I write to you when there is something new. Shall I go on?
news_are_off = I do not send you news. May I write to you when there is something new?
news_on = I will write to you when there is something new.
news_off = No more news. What you order I still tell you about.

# For operators: news to everybody.
ask_wording =
    Send me what everybody is to get: a text, or a photo with a caption. It goes out as you send it.
    /cancel if you have changed your mind.
help_wording = I can pass on a text, or a photo with a caption. Please send one of these, or /cancel.
finish_order_first = You have an unfinished order. Place it or /cancel it, then send /broadcast again.
busy = A broadcast is under way. The next can begin when it is over.
ask_audience = Who is it for? Those who want no news are left out.
nobody = Nobody of this kind would get it. Please choose others.
looks_like_this = They will get this:
ask_to_send = Shall I send it to { $people } { $people ->
    [one] person
   *[other] people
}?
help_sending = Please press one of the buttons above, or send /cancel.
nothing_sent = Nothing was sent.
news_running = Sending: { $done } of { $total }
news_paused = Paused: { $done } of { $total }
news_stopped = Stopped: { $done } of { $total }
news_done = Everybody was written to: { $total }
news_counts =
    Arrived: { $sent }
    Have blocked me: { $blocked }
    Failed: { $failed }
    Want no news: { $opted_out }
news_failure = Why the last one failed: { $why }
took_seconds = It took { $seconds } s.
took_minutes = It took { $minutes } min { $seconds } s.
command_broadcast = Send news to everybody

# Orders that were placed.
orders = Your orders, newest first:
orders_page = Your orders, newest first, page { $page } of { $pages }:
order_line = #{ $number } · { $product } · { pieces }
order =
    Order #{ $number }
    Product: { $product }
    Quantity: { pieces }
    Address: { $address }
no_orders = You have not ordered anything yet.
orders_elsewhere = Others read along here. Write to me alone, and I will show you your orders.

# Photos.
look = What would you like to look at?

# Buttons.
button_new_order = New order
button_confirm = Confirm
button_cancel = Cancel
button_change_product = Change the product
button_change_quantity = Change the quantity
button_change_address = Change the address
button_back = Keep it as it was
button_english = English
button_russian = Русский
button_automatic = As in my Telegram
button_news_on = Send me news
button_news_off = No more news
button_everybody = Everybody
button_english_only = Whose Telegram speaks English
button_russian_only = Whose Telegram speaks Russian
button_send = Send
button_pause = Pause
button_resume = Go on
button_stop = Stop for good
button_newer = ‹ Newer
button_older = Older ›
button_orders = ‹ Back to my orders
button_look = Look at the products
button_buy = Order this
