# A panel of Cox models on survival::colon (recurrence): one model per variable, 90 % Wald intervals, Benjamini-Hochberg over all coefficients.
# Rscript panel.R > panel.csv      R 4.2.2, survival 3.4-0
suppressPackageStartupMessages(library(survival))
rec <- subset(colon, etype == 1)
tight <- suppressWarnings(coxph.control(eps = 1e-13, toler.chol = 1e-13, iter.max = 100))
rows <- function(fit, id) {
  ci <- exp(confint(fit, level = 0.9)); s <- summary(fit)$coefficients
  data.frame(id = id, effect = rownames(s), n = fit$n, estimate = exp(coef(fit)), low = ci[, 1], high = ci[, 2], p = s[, 5])
}
all <- rbind(
  rows(coxph(Surv(time, status) ~ rx, rec, control = tight), "arm"),
  rows(coxph(Surv(time, status) ~ nodes, rec, control = tight), "nodes"),
  rows(coxph(Surv(time, status) ~ nodes, subset(rec, sex == 1), control = tight), "nodes_men"))
all$adjusted <- p.adjust(all$p, "BH")
cat("# R", as.character(getRversion()), "survival", as.character(packageVersion("survival")), "\n")
cat("id,effect,n,estimate,low,high,p,adjusted\n")
for (i in seq_len(nrow(all))) { cat(all$id[i], all$effect[i], all$n[i], sprintf("%.16g", unlist(all[i, 4:8])), sep = ","); cat("\n") }
