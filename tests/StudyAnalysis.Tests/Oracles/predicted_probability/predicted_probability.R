# Difference of predicted probabilities with the delta method, from R's own fit and vcov.
# Writes predicted_probability.json. Run: Rscript predicted_probability.R
library(jsonlite)
x <- c(1.2, 3.4, 2.2, 5.1, 4.4, 0.3, 2.8, 3.9, 6.0, 1.9, 2.5, 4.8, 3.3, 0.9, 5.6, 2.0)
y <- c(0, 1, 0, 1, 0, 0, 1, 0, 1, 0, 0, 1, 1, 0, 1, 1)
fit <- glm(y ~ x, family = binomial, control = glm.control(epsilon = 1e-15, maxit = 100))
case <- function(name, a, b, level) {
  nd <- data.frame(x = c(a, b))
  p <- predict(fit, nd, type = "response")
  m <- cbind(1, nd$x)
  g <- p[2] * (1 - p[2]) * m[2, ] - p[1] * (1 - p[1]) * m[1, ]
  se <- sqrt(drop(t(g) %*% vcov(fit) %*% g))
  d <- unname(p[2] - p[1]); z <- qnorm((1 + level) / 2)
  list(name = name, call = "predict(glm(y ~ x, binomial), newdata, type = 'response'); delta method on vcov",
       input = list(x = x, y = y, first = a, second = b, level = level),
       expected = list(estimate = d, se = se, low = max(-1, d - z * se), high = min(1, d + z * se)))
}
out <- list(r = R.version.string, cases = list(
  case("rising", quantile(x, .25), quantile(x, .75), 0.95),
  case("falling", 5, 1, 0.9),
  case("same row", 2, 2, 0.95),
  case("cut at one", -2, 9, 0.999)))
write(toJSON(out, auto_unbox = TRUE, digits = NA, pretty = TRUE), "predicted_probability.json")
