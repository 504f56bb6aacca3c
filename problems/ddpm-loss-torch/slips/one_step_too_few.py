import torch


def ddpm_loss(x0, t, noise, betas, weight, embedding):
    betas = torch.tensor(betas, dtype=x0.dtype, device=x0.device)
    alpha_bar = torch.cat([betas.new_ones(1), torch.cumprod(1 - betas, 0)])[t - 1, None]
    x_t = alpha_bar.sqrt() * x0 + (1 - alpha_bar).sqrt() * noise
    predicted = x_t @ weight.T + embedding[t - 1]
    return (noise - predicted).square().mean()
