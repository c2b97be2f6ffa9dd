"""The site: arranges what spans topics into pages: handbook, navigation, dealer list and dealer pages. It computes nothing."""
